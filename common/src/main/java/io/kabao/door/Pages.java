package io.kabao.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
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
    private final @Nullable URI pictures;

    /** The pages in {@code META-INF/resources/<folder>/}, at {@code /<folder>/}. */
    public Pages(String folder) {
        this(folder, null);
    }

    /** The same, allowed to show pictures from the site that {@code pictures} lies on besides their own. */
    public Pages(String folder, @Nullable URI pictures) {
        this.path = "/" + folder;
        this.home = "classpath:/META-INF/resources/" + folder + "/";
        this.pictures = pictures;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (pictures != null) {
            registry.addInterceptor(new PicturesFrom(pictures.getScheme() + "://" + pictures.getRawAuthority()))
                    .addPathPatterns(path, path + "/**");
        }
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

    private record PicturesFrom(String site) implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            EveryAnswer.allowPictures(response, site);
            return true;
        }
    }

    private static final class OwnAddresses extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource home) throws IOException {
            var file = super.getResource(path, home);
            return file != null || path.contains(".") ? file : super.getResource("index.html", home);
        }
    }
}
