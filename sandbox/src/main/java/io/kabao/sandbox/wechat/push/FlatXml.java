package io.kabao.sandbox.wechat.push;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The XML of pushes and replies: one root named xml and fields beneath it. */
final class FlatXml {
    private static final DocumentBuilderFactory FACTORY = factory();

    private FlatXml() {}

    /** Writes the fields in their order, numbers bare and the rest as CDATA, with blanks around it where wanted. */
    static String write(Map<String, String> fields, boolean blanks) {
        var xml = new StringBuilder("<xml>");
        String blank = blanks ? " " : "";
        fields.forEach((name, value) -> {
            xml.append('<').append(name).append('>');
            if (isBare(name, value)) {
                xml.append(value);
            } else {
                String safe = value.replace("]]>", "]]]]><![CDATA[>");
                xml.append(blank).append("<![CDATA[").append(safe).append("]]>").append(blank);
            }
            xml.append("</").append(name).append('>');
        });
        return xml.append("</xml>").toString();
    }

    /**
     * Reads the fields; what has fields of its own is given as all its text, and these by their path, like
     * {@code Articles.item.Url}. Error: no well-formed XML, a
     * DTD, another root, a field twice.
     */
    static Map<String, String> read(String xml) {
        try {
            var builder = FACTORY.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            if (!root.getNodeName().equals("xml")) {
                throw new IllegalArgumentException("the root is not xml");
            }
            var fields = new LinkedHashMap<String, String>();
            gather(root, "", fields);
            return fields;
        } catch (SAXException e) {
            throw new IllegalArgumentException("not XML as WeChat has it: " + e.getMessage(), e);
        } catch (ParserConfigurationException | java.io.IOException e) {
            throw new IllegalStateException("a text cannot be parsed at all", e);
        }
    }

    private static void gather(Element parent, String path, Map<String, String> fields) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element field) {
                String name = path + field.getNodeName();
                if (fields.put(name, field.getTextContent()) != null) {
                    throw new IllegalArgumentException("there are two " + name);
                }
                gather(field, name + ".", fields);
            }
        }
    }

    /** What WeChat writes without CDATA. */
    private static boolean isBare(String name, String value) {
        return switch (name) {
            case "CreateTime", "MsgId", "MsgID", "OuterId", "IsGiveByFriend", "IsRestoreMemberCard" ->
                value.matches("[0-9]+");
            default -> false;
        };
    }

    private static DocumentBuilderFactory factory() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser can refuse a DTD", e);
        }
    }
}
