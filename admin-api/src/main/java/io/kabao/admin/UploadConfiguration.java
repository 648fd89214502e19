package io.kabao.admin;

import io.kabao.door.LargeBody;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** Lets one address of this door take a file. It is read into memory, and only once its handler asks for it. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    /** The largest picture and some room, so that one that is a little larger is refused as a picture. */
    private static final int MOST_KILOBYTES = 2_560;

    private static final int MOST_BYTES = MOST_KILOBYTES * 1024;

    @Bean
    LargeBody uploads() {
        return new LargeBody(ImageController.PATH, MOST_KILOBYTES);
    }

    @Bean
    MultipartConfigElement multipartConfig() {
        return new MultipartConfigElement("", MOST_BYTES, MOST_BYTES, MOST_BYTES);
    }

    @Bean
    StandardServletMultipartResolver multipartResolver() {
        var resolver = new StandardServletMultipartResolver();
        // Nobody's file is read before it is known who they are.
        resolver.setResolveLazily(true);
        return resolver;
    }
}
