package io.kabao.kernel.settings;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Judges a {@link HttpsLink}; in production this machine's own pages are nobody's to open. */
class HttpsLinkRule implements ConstraintValidator<HttpsLink, String> {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private final boolean production;

    HttpsLinkRule(Environment environment) {
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null || isOpenable(text, production);
    }

    static boolean isOpenable(String text, boolean production) {
        if (!VISIBLE_ASCII.matcher(text).matches()) {
            return false;
        }
        try {
            var uri = new URI(text);
            if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getRawUserInfo() != null) {
                return false;
            }
            var own = Address.isLoopback(uri.getHost());
            return production
                    ? "https".equals(uri.getScheme()) && !own
                    : "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && own);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
