package io.kabao.material;

import io.kabao.material.drawing.Box;
import io.kabao.material.drawing.Ink;
import io.kabao.material.drawing.Mark;
import io.kabao.material.drawing.Picture;
import io.kabao.material.drawing.QrCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is scanned on a print: a QR code of ours, maybe with a logo in it, or a picture of somebody else's.
 *
 * @param qr null where the picture is drawn already
 * @param picture the drawn one, else the logo
 */
record Scanned(@Nullable QrCode qr, @Nullable Picture picture) {

    /** Around a logo, as a share of the room it has. */
    private static final double LOGO_MARGIN = 0.1;

    static Scanned of(CodeSource code, @Nullable Picture logo) {
        return switch (code) {
            case CodeSource.Text(var text) ->
                new Scanned(logo == null ? QrCode.of(text) : QrCode.withRoomForLogo(text), logo);
            case CodeSource.Drawn(var picture) -> new Scanned(null, Picture.of(picture));
        };
    }

    /** The QR code if there is nothing else in it. */
    @Nullable
    QrCode plain() {
        return picture == null ? qr : null;
    }

    /** The picture that somebody else has drawn. */
    @Nullable
    Picture drawn() {
        return qr == null ? picture : null;
    }

    /** It on white, in a square with the quiet zone within. */
    List<Mark> in(Box square) {
        var marks = new ArrayList<Mark>();
        marks.add(new Mark.Plate(square, 0, Ink.WHITE));
        if (qr != null) {
            var modules = qr.modulesBox(square);
            marks.add(new Mark.Code(qr, modules));
            if (picture != null) {
                var room = qr.logoBox(modules);
                marks.add(Mark.whole(picture, room.inset(room.width() * LOGO_MARGIN)));
            }
        } else if (picture != null) {
            marks.add(Mark.whole(picture, square));
        }
        return marks;
    }
}
