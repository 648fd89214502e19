package io.kabao.e2e.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.List;

/** The texts a class has in its code, read from its class file; annotations' texts are not among them. */
final class ConstantTexts {

    private ConstantTexts() {}

    static List<String> of(JavaClass type) {
        var source = type.getSource().orElseThrow().getUri();
        try (var stream = source.toURL().openStream()) {
            var texts = new ArrayList<String>();
            for (var entry : ClassFile.of().parse(stream.readAllBytes()).constantPool()) {
                if (entry instanceof StringEntry text) {
                    texts.add(text.stringValue());
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
