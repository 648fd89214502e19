package io.kabao.wechat;

/** WeChat answered something that is not what its document promises; the message repeats nothing of it. */
final class UnusableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableAnswer(String why) {
        super(why);
    }
}
