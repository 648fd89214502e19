package io.kabao.wx;

import io.kabao.door.Anonymous;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.PictureAnswer;
import io.kabao.image.Images;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The pictures that customers' pages show. */
@RestController
class ImageController {

    private final Images images;

    ImageController(Images images) {
        this.images = images;
    }

    /** A picture by the hash of what it holds. */
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
