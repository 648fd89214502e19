package io.kabao.wechat;

import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON answer whose fields are there or the answer is none. It prints itself without them. */
record WechatAnswer(JsonNode root) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads an answer. Errors: a JacksonException, or {@link UnusableAnswer}: it is no JSON object. */
    static WechatAnswer of(String body) {
        var root = JSON.readTree(body);
        if (!root.isObject()) {
            throw new UnusableAnswer("no JSON object");
        }
        return new WechatAnswer(root);
    }

    /** Reads an answer that may be a refusal, as {@link #of} does. Errors: WxErrorException with WeChat's code. */
    static WechatAnswer accepted(String body) throws WxErrorException {
        var answer = of(body);
        var code = answer.root.path("errcode").asInt(0);
        if (code != 0) {
            throw new WxErrorException(WxError.builder()
                    .errorCode(code)
                    .errorMsgEn(answer.optional("/errmsg"))
                    .build());
        }
        return answer;
    }

    /** The text or number at a pointer like {@code /phone_info/countryCode}. Errors: {@link UnusableAnswer}. */
    String text(String pointer) {
        var text = optional(pointer);
        if (text == null) {
            throw new UnusableAnswer("without " + pointer);
        }
        return text;
    }

    /** The text or number there; null: none, or an empty one. */
    @Nullable
    String optional(String pointer) {
        var node = root.at(pointer);
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var text = node.asString();
        return text.isBlank() ? null : text;
    }

    /** The whole number there, also where it is written as a text. Errors: {@link UnusableAnswer}. */
    long number(String pointer) {
        try {
            return Long.parseLong(text(pointer));
        } catch (NumberFormatException _) {
            throw new UnusableAnswer("no number at " + pointer);
        }
    }

    @Override
    public String toString() {
        return "WechatAnswer";
    }
}
