package io.kabao.sandbox.wechat.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Pictures given to WeChat: JPG or PNG up to 1 MB, known from then on by an address on its own servers. */
public final class MediaRoom implements Room {
    private static final int BYTES_AT_MOST = 1_048_576;
    private static final int KEPT = 10_000;

    private final WechatApps apps;
    private final Bounded<String, String> pictures = new Bounded<>(KEPT);

    /** The room of these apps. */
    public MediaRoom(WechatApps apps) {
        this.apps = apps;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/cgi-bin/media/uploadimg", this::upload);
    }

    private void upload(Context call) throws IOException {
        var app = apps.requireToken(call, Kind.OFFICIAL_ACCOUNT);
        UploadedFile file = call.uploadedFile("media");
        if (file == null) {
            // The card documents call the field so.
            file = call.uploadedFile("buffer");
        }
        if (file == null || file.size() == 0) {
            throw new WechatError(41005);
        }
        if (file.size() > BYTES_AT_MOST) {
            throw new WechatError(40009);
        }
        requirePicture(file);
        String url = "http://mmbiz.qpic.cn/mmbiz_png/" + UUID.randomUUID() + "/0";
        pictures.put(url, app.appId());
        WechatReply.bare(call, Map.of("url", url));
    }

    private static void requirePicture(UploadedFile file) throws IOException {
        try (InputStream content = file.content()) {
            String head = HexFormat.of().formatHex(content.readNBytes(4));
            if (!head.startsWith("ffd8") && !head.equals("89504e47")) {
                throw new WechatError(40005);
            }
        }
    }
}
