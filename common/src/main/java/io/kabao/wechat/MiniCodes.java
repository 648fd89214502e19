package io.kabao.wechat;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** The round codes of mini-programs, each drawn by WeChat once and kept for as long as it opens the same page. */
@Service
public class MiniCodes {

    private final MiniProgram miniPrograms;
    private final CodePictureMapper mapper;
    private final Ids ids;
    private final Clock clock;

    MiniCodes(MiniProgram miniPrograms, CodePictureMapper mapper, Ids ids, Clock clock) {
        this.miniPrograms = miniPrograms;
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The picture as WeChat drew it, 1,280 pixels wide: the bytes of a JPEG or PNG. Calls WeChat if there is none yet, so
     * never inside a transaction; what can't be read is not kept, and the next one asks again. Errors: as {@link MiniProgram#codePicture}.
     */
    public byte[] picture(WechatApp app, String scene) {
        var page = app.pagePath() == null ? "" : app.pagePath();
        var wanted = new CodePictureMapper.Wanted(app.merchantId(), app.appId(), scene, page, app.envVersion());
        return mapper.find(wanted).map(CodePictureMapper.Drawn::picture).orElseGet(() -> {
            var drawn = miniPrograms.codePicture(app, scene);
            mapper.keep(ids.next(), wanted, drawn, clock.instant());
            return drawn;
        });
    }
}
