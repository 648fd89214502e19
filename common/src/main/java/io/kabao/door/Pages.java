package io.kabao.door;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves a set of pages that is packed into the jar. Files under {@code assets} carry a hash of their content in their
 * name and may be kept for ever; an address without a file is one of the page's own and gets its {@code index.html}.
 */
public class Pages implements WebMvcConfigurer {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final String path;
    private final String home;

    /** The pages in {@code META-INF/resources/<folder>/}, at {@code /<folder>/}. */
    public Pages(String folder) {
        this.path = "/" + folder;
        this.home = "classpath:/META-INF/resources/" + folder + "/";
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(path + "/assets/**")
                .addResourceLocations(home + "assets/")
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
        // The folder itself must be named: inside the pattern with ** its path is empty and finds nothing.
        registry.addResourceHandler(path, path + "/", path + "/**")
                .addResourceLocations(home)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new OwnAddresses());
    }

    private static final class OwnAddresses extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource home) throws IOException {
            var file = super.getResource(path, home);
            return file != null || path.contains(".") ? file : super.getResource("index.html", home);
        }
    }
}
