package io.kabao.e2e.claim;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;

/** The two ways into WeChat: each signs in and proves the phone in its own way. */
enum Door {
    MINI_PROGRAM {
        @Override
        Api session(Guest guest) {
            return guest.inMiniProgram();
        }

        @Override
        Answer claim(Guest guest, Api session, String scene) {
            return guest.claim(session, scene);
        }
    },
    ACCOUNT {
        @Override
        Api session(Guest guest) {
            return guest.inAccount();
        }

        @Override
        Answer claim(Guest guest, Api session, String scene) {
            return guest.claimBySms(session, scene);
        }
    };

    /** The guest, signed in here. */
    abstract Api session(Guest guest);

    /** Claims with a phone that is proved as one proves it here. */
    abstract Answer claim(Guest guest, Api session, String scene);
}
