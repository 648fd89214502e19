package io.kabao.sandbox.wechat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import org.junit.jupiter.api.Test;

/** WeChat's published samples, and WxJava on the other side. */
class MessageCryptTest {
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String APP = "wxb11529c136998cb6";
    private static final byte[] RANDOM = "aaaabbbbccccdddd".getBytes(StandardCharsets.UTF_8);

    private final MessageCrypt crypt = new MessageCrypt(KEY);

    @Test
    void the_published_texts_are_encrypted_to_the_published_bytes() {
        assertThat(crypt.encrypt(RANDOM, "我是中文abcd123", APP))
                .isEqualTo("jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==");
        String video = "<xml><ToUserName><![CDATA[oia2Tj我是中文jewbmiOUlr6X-1crbLOvLw]]></ToUserName>"
                + "<FromUserName><![CDATA[gh_7f083739789a]]></FromUserName><CreateTime>1407743423</CreateTime>"
                + "<MsgType><![CDATA[video]]></MsgType><Video><MediaId>"
                + "<![CDATA[eYJ1MbwPRJtOvIEabaxHs7TX2D-HV71s79GUxqdUkjm6Gs2Ed1KF3ulAOA9H1xG0]]></MediaId>"
                + "<Title><![CDATA[testCallBackReplyVideo]]></Title>"
                + "<Description><![CDATA[testCallBackReplyVideo]]></Description></Video></xml>";
        assertThat(crypt.encrypt(RANDOM, video, APP))
                .isEqualTo("jn1L23DB+6ELqJ+6bruv23M2GmYfkv0xBh2h+XTBOKVKcgDFHle6gqcZ1cZrk3e1qjPQ1F4RsLWzQRG9udbKWe"
                        + "sxlkupqcEcW7ZQweImX9+wLMa0GaUzpkycA8+IamDBxn5loLgZpnS7fVAbExOkK5DYHBmv5tptA9tklE/fTIILHR"
                        + "8HLXa5nQvFb3tYPKAlHF3rtTeayNf0QuM+UW/wM9enGIDIJHF7CLHiDNAYxr+r+OrJCmPQyTy8cVWlu9iSvOHPT/"
                        + "77bZqJucQHQ04sq7KZI27OcqpQNSto2OdHCoTccjggX5Z9Mma0nMJBU+jLKJ38YB1fBIz+vBzsYjrTmFQ44YfeE"
                        + "uZ+xRTQwr92vhA9OxchWVINGC50qE/6lmkwWTwGX9wtQpsJKhP+oS7rvTY8+VdzETdfakjkwQ5/Xka042OlUb1/"
                        + "slTwo4RscuQ+RdxSGvDahxAJ6+EAjLt9d8igHngxIbf6YyqqROxuxqIeIch3CssH/LqRs+iAcILvApYZckqmA7F"
                        + "NERspKA5f8GoJ9sv8xmGvZ9Yrf57cExWtnX8aCMMaBropU/1k+hKP5LVdzbWCG0hGwx/dQudYR/eXp3P0XxjlFi"
                        + "y+9DMlaFExWUZQDajPkdPrEeOwofJb");
    }

    @Test
    void the_published_question_is_signed_and_opened() {
        String echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
        assertThat(MessageCrypt.sign("QDG6eK", "1409659589", "263014780", echo))
                .isEqualTo("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3");
        var opened = new MessageCrypt("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C").decrypt(echo);
        assertThat(opened).isEqualTo(new MessageCrypt.Opened("1616140317555161061", "wx5823bf96d3bd56c7"));
    }

    @Test
    void the_published_message_is_signed_and_opened() {
        String encrypted = "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6"
                + "F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+"
                + "h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp"
                + "3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl"
                + "+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=";
        assertThat(MessageCrypt.sign("spamtest", "1409735669", "1320562132", encrypted))
                .isEqualTo("5d197aaffba7e9b25a30732f161a50dee96bd5fa");
        var opened = crypt.decrypt(encrypted);
        assertThat(opened.appId()).isEqualTo("wx2c2769f8efd9abc2");
        assertThat(FlatXml.read(opened.text()))
                .containsEntry("FromUserName", "oyORnuP8q7ou2gfYjqLzSIWZf0rs")
                .containsEntry("Content", "abcdteT")
                .containsEntry("MsgId", "6054768590064713728");
    }

    @Test
    void wxjava_opens_what_it_encrypts_and_the_other_way_round() {
        var wxjava = new WxCryptUtil("token", KEY, APP);
        for (int length = 0; length < 70; length++) {
            String text = "卡".repeat(length);
            assertThat(wxjava.decrypt(crypt.encrypt(RANDOM, text, APP))).isEqualTo(text);
            assertThat(crypt.decrypt(wxjava.encrypt("ppppqqqqrrrrssss", text)))
                    .isEqualTo(new MessageCrypt.Opened(text, APP));
        }
    }

    @Test
    void garbage_is_told_from_a_message() {
        String other = new MessageCrypt("B".repeat(43)).encrypt(RANDOM, "x", APP);
        for (String bad :
                new String[] {"", "!", "YWJj", other, Base64.getEncoder().encodeToString(new byte[32])}) {
            assertThatThrownBy(() -> crypt.decrypt(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new MessageCrypt("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
