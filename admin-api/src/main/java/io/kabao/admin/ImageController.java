package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.door.Anonymous;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.PictureAnswer;
import io.kabao.image.Image;
import io.kabao.image.Images;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.JsonId;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The pictures that cards, pages and badges show. */
@RestController
class ImageController {

    /** Where files are taken. */
    static final String PATH = "/admin/images";

    private final Images images;

    ImageController(Images images) {
        this.images = images;
    }

    /**
     * A picture as it was kept.
     *
     * @param url from the root of either door on
     * @param width in pixels
     * @param height in pixels
     */
    record ImageView(@JsonId long id, String url, int width, int height) {

        static ImageView of(Image image) {
            return new ImageView(image.id(), image.path(), image.width(), image.height());
        }
    }

    /** Takes a PNG or JPEG in; what nothing uses is gone after a day. */
    @OperatorMay(Permission.IMAGE_WRITE)
    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    ImageView add(Actor actor, @RequestPart("file") MultipartFile file) throws IOException {
        return ImageView.of(images.add(actor, file.getBytes()));
    }

    /** A picture by the hash of what it holds; the same as at the customers' door. */
    @Anonymous(because = "a picture is of the public's pages, and only who knows its hash finds it")
    @Limited(Limit.PICTURE)
    @GetMapping("/images/{name}")
    ResponseEntity<byte[]> picture(@PathVariable String name) {
        return images.file(name)
                .map(file -> PictureAnswer.forEver(
                        MediaType.parseMediaType(file.format().mediaType()), file.bytes()))
                .orElseThrow(PictureAnswer::none);
    }
}
