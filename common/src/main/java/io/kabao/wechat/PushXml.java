package io.kabao.wechat;

import io.kabao.kernel.error.BusinessError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The XML of pushes and replies: one root named xml with fields beneath it. The only place where XML is read. */
final class PushXml {

    /** Fields of one push; WeChat's longest have about thirty. */
    private static final int FIELDS_MOST = 200;

    /** Lists of templates or pictures lie three deep. */
    private static final int DEPTH_MOST = 8;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

    /** What XML cannot hold, not even as an entity. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private static final XMLInputFactory READERS = readers();

    private PushXml() {}

    /**
     * The fields with the blanks around them taken off; those within others by their path, like {@code
     * ScanCodeInfo.ScanResult}; of several of one name the first. Errors: {@link WechatError#PUSH_MALFORMED}, also for a
     * document type, so that no entity is ever looked up or unfolded.
     */
    static Map<String, String> read(byte[] xml) {
        return read(new ByteArrayInputStream(xml));
    }

    private static Map<String, String> read(InputStream xml) {
        try {
            var reader = READERS.createXMLStreamReader(xml);
            try {
                return fields(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            throw malformed();
        }
    }

    /** Writes the fields in their order, numbers as they are and the rest as CDATA. */
    static String write(Map<String, String> fields) {
        var xml = new StringBuilder("<xml>");
        fields.forEach((name, value) -> {
            xml.append('<').append(name).append('>');
            if (NUMBER.matcher(value).matches()) {
                xml.append(value);
            } else {
                var writable = UNWRITABLE.matcher(value).replaceAll("");
                xml.append("<![CDATA[")
                        // The end of one CDATA inside another: it is cut in two there.
                        .append(writable.replace("]]>", "]]]]><![CDATA[>"))
                        .append("]]>");
            }
            xml.append("</").append(name).append('>');
        });
        return xml.append("</xml>").toString();
    }

    private static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
        var fields = new LinkedHashMap<String, String>();
        Deque<String> path = new ArrayDeque<>();
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    enter(path, reader.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    leave(path, fields, text.toString().strip());
                    text.setLength(0);
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.END_DOCUMENT -> {
                    // Say nothing.
                }
                // A document type, or the entity it would define.
                default -> throw malformed();
            }
        }
        return fields;
    }

    private static void enter(Deque<String> path, String name) {
        if (path.size() >= DEPTH_MOST || (path.isEmpty() && !name.equals("xml"))) {
            throw malformed();
        }
        path.addLast(name);
    }

    private static void leave(Deque<String> path, Map<String, String> fields, String text) {
        var name = String.join(".", path.stream().skip(1).toList());
        path.removeLast();
        if (path.isEmpty()) {
            return;
        }
        // What has fields of its own has been seen through them, and has no text.
        var parent = fields.keySet().stream().anyMatch(known -> known.startsWith(name + "."));
        if (!parent) {
            fields.putIfAbsent(name, text);
        }
        if (fields.size() > FIELDS_MOST) {
            throw malformed();
        }
    }

    private static BusinessError malformed() {
        return new BusinessError(WechatError.PUSH_MALFORMED);
    }

    private static XMLInputFactory readers() {
        // The JDK's own, whatever else lies on the class path.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is looked up");
        });
        return factory;
    }
}
