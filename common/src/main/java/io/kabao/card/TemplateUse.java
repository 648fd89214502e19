package io.kabao.card;

/** Something that may hang on a template, which then stays. */
public interface TemplateUse {

    /** Whether anything of it names the template. */
    boolean usesTemplate(long merchantId, long templateId);
}
