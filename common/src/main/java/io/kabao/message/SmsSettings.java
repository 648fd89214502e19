package io.kabao.message;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where text messages go and in whose name, and how many a merchant may send. Away from the real address everything
 * has a value; there whatever is missing switches messages off, and production does not start without it.
 */
@Component
class SmsSettings {

    private static final Logger LOG = LoggerFactory.getLogger(SmsSettings.class);
    private static final String REAL = "https://dysmsapi.aliyuncs.com";
    private static final int MERCHANT_DAILY = 5000;
    private static final int IP_HOURLY = 20;
    private static final int REMINDERS_DAILY = 1000;

    private final Environment environment;
    private final URI endpoint;
    private final boolean real;
    private final int merchantDaily;
    private final int ipHourly;
    private final int remindersDaily;

    SmsSettings(Environment environment) {
        this.environment = environment;
        var address = environment.getProperty("kabao.sms.endpoint", "");
        this.endpoint = URI.create(address.isBlank() ? REAL : address);
        this.real = endpoint.toString().equals(REAL);
        this.merchantDaily = most("kabao.sms.merchant-daily", MERCHANT_DAILY);
        this.ipHourly = most("kabao.sms.ip-hourly", IP_HOURLY);
        this.remindersDaily = most("kabao.sms.reminders-daily", REMINDERS_DAILY);
        warnOfMissing();
    }

    private int most(String property, int usual) {
        var given = environment.getProperty(property, Integer.class, usual);
        if (given < 1) {
            throw new IllegalArgumentException(property + " is at least 1");
        }
        return given;
    }

    /** http or https. */
    String protocol() {
        return endpoint.getScheme();
    }

    /** The host, with its port unless that is the usual one. */
    String host() {
        return endpoint.getAuthority();
    }

    Optional<String> accessKeyId() {
        return value("access-key-id", "development");
    }

    Optional<String> accessKeySecret() {
        return value("access-key-secret", "development");
    }

    Optional<String> signName() {
        return value("sign-name", "卡包");
    }

    /** The template for codes of a purpose; its place is called {@code code}. */
    Optional<String> template(SmsPurpose purpose) {
        return template(purpose.name());
    }

    /** The template of a notice. */
    Optional<String> template(Notice notice) {
        return template(notice.name());
    }

    private Optional<String> template(String name) {
        var kebab = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return value("template." + kebab, "SMS_" + name);
    }

    private Optional<String> value(String name, String awayFromTheRealOne) {
        var given = environment.getProperty("kabao.sms." + name, "");
        return Optional.of(given.isBlank() && !real ? awayFromTheRealOne : given)
                .filter(value -> !value.isBlank());
    }

    /** Said once, since without one of these nobody gets a code. */
    private void warnOfMissing() {
        var missing = new ArrayList<String>();
        accessKeyId().ifPresentOrElse(_ -> {}, () -> missing.add("KABAO_SMS_ACCESS_KEY_ID"));
        accessKeySecret().ifPresentOrElse(_ -> {}, () -> missing.add("KABAO_SMS_ACCESS_KEY_SECRET"));
        signName().ifPresentOrElse(_ -> {}, () -> missing.add("KABAO_SMS_SIGN_NAME"));
        Stream.concat(
                        Arrays.stream(SmsPurpose.values()),
                        Arrays.stream(Notice.values()).filter(Notice::isNeeded))
                .map(Enum::name)
                .filter(name -> template(name).isEmpty())
                .forEach(name -> missing.add("KABAO_SMS_TEMPLATE_" + name));
        if (!missing.isEmpty()) {
            LOG.warn("Text messages can't be sent, or not all: missing are {}", missing);
        }
    }

    /** Codes that a merchant may send within 24 hours. */
    int merchantDaily() {
        return merchantDaily;
    }

    /** Codes of one merchant that may be asked for from one network within an hour. */
    int ipHourly() {
        return ipHourly;
    }

    /** Reminders that a merchant's members may be sent on one of its days. */
    int remindersDaily() {
        return remindersDaily;
    }
}
