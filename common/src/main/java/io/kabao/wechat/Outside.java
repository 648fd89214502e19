package io.kabao.wechat;

import io.kabao.kernel.error.BusinessError;
import java.util.Map;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A call to WeChat: never inside a transaction, its errors in our words. */
final class Outside {

    private static final Logger LOG = LoggerFactory.getLogger(Outside.class);

    private static final int SYSTEM_BUSY = -1;

    private static final Map<Integer, WechatError> KNOWN = Map.ofEntries(
            Map.entry(SYSTEM_BUSY, WechatError.WECHAT_UNAVAILABLE),
            Map.entry(45009, WechatError.WECHAT_UNAVAILABLE),
            Map.entry(45011, WechatError.WECHAT_TOO_OFTEN),
            Map.entry(40001, WechatError.SECRET_WRONG),
            Map.entry(40125, WechatError.SECRET_WRONG),
            Map.entry(40013, WechatError.APP_ID_WRONG),
            Map.entry(40164, WechatError.IP_NOT_ALLOWED));

    private Outside() {}

    /** One request to the platform. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws WxErrorException;
    }

    /** Runs the call. Errors: what WeChat refuses, as far as we have words for it, else that it is unavailable. */
    static <T> T call(String what, Call<T> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("WeChat is never called inside a transaction: " + what);
        }
        try {
            return call.run();
        } catch (WxErrorException e) {
            var code = e.getError().getErrorCode();
            LOG.info("WeChat refused {}: {}", what, code);
            throw new BusinessError(KNOWN.getOrDefault(code, WechatError.WECHAT_UNAVAILABLE));
        } catch (WxRuntimeException e) {
            LOG.warn(
                    "WeChat gave no usable answer to {}: {}", what, e.getClass().getSimpleName());
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        }
    }
}
