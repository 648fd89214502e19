package io.kabao.e2e.bench;

/** The statements that the product sends for one customer, in the words of its mappers. */
enum ClaimSql {
    IDENTITY_OF_OPENID("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity WHERE merchant_id = ? AND app_id = ? AND openid = ?
        """),
    MEET("""
        INSERT INTO identity (id, merchant_id, app_id, openid, unionid, member_id, following, follow_at,
                              created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, NULL, 0, NULL, ?, ?)
        ON DUPLICATE KEY UPDATE unionid = COALESCE(VALUES(unionid), unionid),
                                updated_at = GREATEST(VALUES(updated_at), updated_at + INTERVAL 1000 MICROSECOND)
        """),
    MEMBER_OF_UNIONID("""
        SELECT member_id FROM identity
        WHERE merchant_id = ? AND unionid = ? AND member_id IS NOT NULL ORDER BY id LIMIT 1
        """),
    IDENTITY_OF_SESSION("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity WHERE id = ?
        """),
    CODE("""
        SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
               scans, version, created_at, updated_at, updated_by
        FROM claim_code WHERE scene = ?
        """),
    ALL_OF_UNIONID("SELECT id FROM identity WHERE merchant_id = ? AND unionid = ? ORDER BY id LIMIT 20"),
    LOOKED("""
        SELECT EXISTS (
          SELECT 1 FROM claim_intent
          WHERE merchant_id = ? AND scene = ? AND looked_at > ? AND identity_id IN (?))
        """),
    LOOK("""
        INSERT INTO claim_intent (id, merchant_id, identity_id, scene, looked_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE scene = IF(VALUES(looked_at) >= looked_at, VALUES(scene), scene),
                                expires_at = GREATEST(expires_at, VALUES(expires_at)),
                                looked_at = GREATEST(looked_at, VALUES(looked_at))
        """),
    TEMPLATE("""
        SELECT t.id, t.merchant_id, t.kind, t.name, v.number, v.title, v.color, v.background_id, v.logo_id,
               v.notice, v.description, v.service_phone, v.settings, v.number_kind, v.number_prefix, v.number_digits, v.follow_required,
               v.sms_required, v.auto_bind_or_create, v.welcome_bonus_fen, v.publish_at AS in_force_from,
               t.publish_at, t.was_published, t.version, t.created_at, t.updated_at, t.updated_by
        FROM card_template t
        JOIN card_template_version v
          ON v.merchant_id = t.merchant_id AND v.template_id = t.id AND v.state IN ('DRAFT', 'PUBLISHED')
        WHERE t.merchant_id = ? AND t.id = ?
        """),
    STORE("""
        SELECT id, merchant_id, organization_id, name, address, phone, open, version,
               created_at, updated_at, updated_by
        FROM store WHERE merchant_id = ? AND id = ?
        """),
    TAKE_PHONE_CODE(
            "INSERT INTO used_phone_code (id, merchant_id, code_hash, identity_id, used_at) VALUES (?, ?, ?, ?, ?)"),
    LOCK_UNIONID("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity WHERE merchant_id = ? AND unionid = ? ORDER BY id LIMIT 20 FOR UPDATE
        """),
    MEMBERS_OF_PHONE("""
        SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
               profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
               version, created_at, updated_at
        FROM member WHERE merchant_id = ? AND phone_hash = ? AND status = 'LIVING'
        ORDER BY verified_phone_hash IS NULL, id LIMIT ?
        """),
    HOLDER("INSERT INTO holder (id, merchant_id, created_at) VALUES (?, ?, ?)"),
    MEMBER("""
        INSERT INTO member (id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4,
                            phone_verified_at, holder_id, version, created_at, updated_at)
        VALUES (?, ?, 'LIVING', ?, ?, ?, ?, ?, ?, 1, ?, ?)
        """),
    POINT_TO(
            "UPDATE identity SET member_id = ?, updated_at = ? WHERE merchant_id = ? AND id = ? AND member_id IS NULL"),
    CARD("""
        INSERT INTO member_card (id, merchant_id, template_id, member_id, holder_id, number, status, live_slot, channel,
                                 issuing_organization_id, issuing_store_id, favourite_store_id, claimed_at, version,
                                 created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, 'CLAIMED', 0, 'STORE', ?, ?, ?, ?, 1, ?, ?)
        """),
    CLAIM("""
        INSERT INTO claim (id, merchant_id, card_id, template_id, member_id, identity_id, code_id, channel,
                           issuing_organization_id, issuing_store_id, issuing_staff_id, referrer_id, reasons,
                           claimed_at, activated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'STORE', ?, ?, NULL, NULL, 'STORE_OF_CODE', ?, NULL)
        """),
    CONSENT("INSERT INTO consent (id, merchant_id, member_id, kind, doc_version, given, at) VALUES (?, ?, ?, ?, ?, 1,"
            + " ?)"),
    AUDIT("""
        INSERT INTO audit (id, merchant_id, at, realm, actor_id, ip, action, thing, thing_id, is_now)
        VALUES (?, ?, ?, 'MEMBER', ?, '127.0.0.1', ?, 'CARD', ?, ?)
        """),
    OWN_CARD("""
        SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
               issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
               claimed_at, activated_at, expires_at, version, created_at, updated_at
        FROM member_card WHERE merchant_id = ? AND id = ?
        """),
    CLAIM_OF_CARD("""
        SELECT id, merchant_id, card_id, template_id, member_id, identity_id, code_id, channel,
               issuing_organization_id, issuing_store_id, issuing_staff_id, referrer_id, reasons, claimed_at,
               activated_at
        FROM claim WHERE merchant_id = ? AND card_id = ?
        """),
    OWN_MEMBER("""
        SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
               profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
               version, created_at, updated_at
        FROM member WHERE merchant_id = ? AND id = ?
        """),
    LOCK_HOLDER("""
        SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
               last_entry_no
        FROM holder WHERE merchant_id = ? AND id IN (?, ?) ORDER BY id FOR UPDATE
        """),
    MERCHANT("""
        SELECT id, name, logo_url, service_phone, zone, currency_symbol, member_called, default_template_id,
               reply_text, reply_keywords, licence_name, licence_number, licence_expires_on, version,
               created_at, updated_at, updated_by
        FROM merchant WHERE id = ?
        """),
    ACTIVATE_CARD("""
        UPDATE member_card
        SET status = 'ACTIVE', issuing_organization_id = ?, issuing_store_id = ?, favourite_store_id = ?, number = ?,
            former_number = NULL, holder_id = ?, activated_at = ?, expires_at = NULL, version = 2, updated_at = ?
        WHERE merchant_id = ? AND id = ? AND status = 'CLAIMED' AND version = 1
        """),
    ACTIVATE_CLAIM("""
        UPDATE claim
        SET issuing_organization_id = COALESCE(issuing_organization_id, ?),
            issuing_store_id = COALESCE(issuing_store_id, ?), reasons = ?, activated_at = ?
        WHERE merchant_id = ? AND card_id = ? AND activated_at IS NULL
        """);

    private final String text;

    ClaimSql(String text) {
        this.text = text;
    }

    /** With a question mark for each parameter. */
    String text() {
        return text;
    }
}
