package io.kabao.message;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.dysmsapi20170525.models.SendSmsResponse;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaRetryableException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Aliyun's SendSms by its own SDK, with our time limits and without its retries: 1 s to connect, 3 s for the answer.
 * See <a href="https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms">SendSms</a>.
 */
@Component
class AliyunSms {

    /** When to ask again after an answer that did not come, in seconds. */
    static final long OUTAGE_SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(AliyunSms.class);
    private static final int CONNECT_MILLIS = 1000;
    private static final int READ_MILLIS = 3000;

    /** On a connection that was kept and breaks, the client beneath would send the message a second time. */
    private static final int NONE_KEPT = 0;

    private static final int CAUSES_MAX = 8;
    private static final String CHINA = "+86";

    private final SmsSettings settings;
    private final Optional<Client> client;

    AliyunSms(SmsSettings settings) {
        this.settings = settings;
        this.client =
                settings.accessKeyId().flatMap(id -> settings.accessKeySecret().map(secret -> clientFor(id, secret)));
    }

    private Client clientFor(String id, String secret) {
        var config = new Config()
                .setAccessKeyId(id)
                .setAccessKeySecret(secret)
                .setProtocol(settings.protocol())
                .setEndpoint(settings.host());
        try {
            return new Client(config);
        } catch (Exception e) {
            throw new IllegalStateException("Aliyun's client can't be made", e);
        }
    }

    /** Sends a code and says how that ended; {@code reference} is ours. Never inside a transaction. */
    Delivery sendCode(Phone phone, SmsPurpose purpose, String digits, long reference) {
        return send(phone, settings.template(purpose), "{\"code\":\"" + digits + "\"}", reference);
    }

    /** Sends a notice and says how that ended; {@code reference} is ours. Never inside a transaction. */
    Delivery sendNotice(Phone phone, Notice notice, long reference) {
        return send(phone, settings.template(notice), null, reference);
    }

    boolean isSetUp(Notice notice) {
        return client.isPresent()
                && settings.signName().isPresent()
                && settings.template(notice).isPresent();
    }

    private Delivery send(Phone phone, Optional<String> template, @Nullable String params, long reference) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Aliyun is never called inside a transaction");
        }
        var signName = settings.signName();
        if (client.isEmpty() || signName.isEmpty() || template.isEmpty()) {
            return new Delivery.Refused(new BusinessError(MessageError.SMS_NOT_SET_UP));
        }
        var request = new SendSmsRequest()
                .setPhoneNumbers(written(phone))
                .setSignName(signName.get())
                .setTemplateCode(template.get())
                .setTemplateParam(params)
                .setOutId(Long.toString(reference));
        return send(client.get(), request);
    }

    private static Delivery send(Client client, SendSmsRequest request) {
        var limits = new RuntimeOptions()
                .setAutoretry(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxIdleConns(NONE_KEPT);
        try {
            return judged(client.sendSmsWithOptions(request, limits));
        } catch (TeaRetryableException e) {
            return unanswered(e);
        } catch (TeaException e) {
            // The gateway before the service has said no.
            return refused(String.valueOf(e.getCode()), "");
        } catch (Exception e) {
            return unanswered(e);
        }
    }

    private static Delivery judged(@Nullable SendSmsResponse response) {
        var body = response == null ? null : response.getBody();
        if (body == null || body.getCode() == null) {
            LOG.warn("Aliyun gave no usable answer");
            return new Delivery.Unclear();
        }
        return body.getCode().equals("OK")
                ? new Delivery.Accepted()
                : refused(body.getCode(), String.valueOf(body.getMessage()));
    }

    private static Delivery refused(String code, String message) {
        var error = AliyunRefusal.of(code, message);
        if (error.code() == MessageError.SMS_NOT_SET_UP) {
            LOG.error("Aliyun refuses our account, signature or template: {}", code);
        } else {
            LOG.info("Aliyun refused a message: {}", code);
        }
        return new Delivery.Refused(error);
    }

    /** The words of such failures quote the request, so only their class is told. */
    private static Delivery unanswered(Exception failure) {
        Throwable cause = failure;
        for (var depth = 0; depth < CAUSES_MAX && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        LOG.warn("Aliyun did not answer: {}", cause.getClass().getSimpleName());
        return neverReached(cause)
                ? new Delivery.Refused(new RetryLater(MessageError.SMS_UNAVAILABLE, OUTAGE_SECONDS))
                : new Delivery.Unclear();
    }

    private static boolean neverReached(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || (cause instanceof SocketTimeoutException
                        && "connect timed out".equalsIgnoreCase(cause.getMessage()));
    }

    /** Eleven digits for the mainland; country code and number for others. */
    private static String written(Phone phone) {
        var e164 = phone.e164();
        return e164.startsWith(CHINA) ? e164.substring(CHINA.length()) : e164.substring(1);
    }
}
