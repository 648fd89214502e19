package io.kabao.sandbox;

import io.javalin.config.RoutesConfig;
import io.kabao.sandbox.http.Room;

/** The sample merchant's own web site: the two documents that its customers agree to. */
final class ShopRoom implements Room {
    private static final String TERMS =
            page("会员协议", "会员卡仅限本人使用，凭卡号或手机号在各门店享受会员权益。", "权益的变更会提前在本页公布。您可随时到门店办理退卡。", "这是示例商户的示例文本，正式使用前请换成您自己的协议。");
    private static final String PRIVACY = page(
            "隐私政策",
            "领卡时我们收集您的手机号，激活时收集您填写的资料，仅用于识别会员身份和提供会员服务。",
            "您可以在会员中心查阅、更正、导出和删除这些信息，也可以撤回同意。",
            "这是示例商户的示例文本，正式使用前请换成您自己的政策。");

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/shop/terms", call -> call.html(TERMS));
        routes.get("/shop/privacy", call -> call.html(PRIVACY));
    }

    private static String page(String title, String... paragraphs) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <body style="font: 16px/1.7 sans-serif; max-width: 40em; margin: 0 auto; padding: 1em">
                <h1>%1$s</h1>
                <p>%2$s</p>
                """.formatted(title, String.join("</p>\n<p>", paragraphs));
    }
}
