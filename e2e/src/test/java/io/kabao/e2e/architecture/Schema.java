package io.kabao.e2e.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tables as the migrations leave them, read from the text of {@code sql/}: no server is asked. */
record Schema(List<Migration> migrations, Map<String, Table> tables) {

    private static final Pattern FILE = Pattern.compile("V(\\d{4})__([a-z]+)_([a-z0-9_]+)\\.sql");
    private static final Pattern CREATE =
            Pattern.compile("(?is)CREATE\\s+TABLE\\s+`?(\\w+)`?\\s*\\((.*?)\\n\\)\\s*([^;]*);");
    private static final Pattern ADD_COLUMN = Pattern.compile("(?i)ADD\\s+COLUMN\\s+(`?\\w+`?\\s+\\w+[^,;]*)");
    private static final Pattern ALTER = Pattern.compile("(?is)ALTER\\s+TABLE\\s+`?(\\w+)`?([^;]*);");
    private static final Pattern KEY = Pattern.compile(
            "(?i)^(PRIMARY\\s+KEY|UNIQUE\\s+KEY\\s+`?\\w+`?|KEY\\s+`?\\w+`?|UNIQUE\\s+INDEX\\s+\\w+|INDEX\\s+\\w+)\\s*\\(([^)]*)\\)");

    /** One file of {@code sql/}; {@code sql} is without comments, {@code module} empty where the name says none. */
    record Migration(String file, Optional<Integer> number, Optional<String> module, String sql) {}

    /** A column and everything that stands behind its name. */
    record Column(String name, String definition) {

        boolean is(String type) {
            return definition.toUpperCase(Locale.ROOT).matches("(?s)(" + type + ")(?!\\w).*");
        }

        boolean isText() {
            return is("(VAR)?CHAR|(TINY|MEDIUM|LONG)?TEXT");
        }
    }

    /** A table, who owns it (the word in the file that makes it), and its keys as lists of columns. */
    record Table(String name, String owner, List<Column> columns, List<List<String>> keys, String options) {

        boolean hasMerchant() {
            return columns.stream().anyMatch(column -> column.name().equals("merchant_id"));
        }
    }

    static Schema read() {
        var migrations = new ArrayList<Migration>();
        try (var files = Files.list(Kabao.root().resolve("sql"))) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                var matcher = FILE.matcher(name);
                var fits = matcher.matches();
                migrations.add(new Migration(
                        name,
                        fits ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty(),
                        fits ? Optional.of(matcher.group(2)) : Optional.empty(),
                        withoutComments(Files.readString(file))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Schema(migrations, tablesOf(migrations));
    }

    private static Map<String, Table> tablesOf(List<Migration> migrations) {
        var tables = new LinkedHashMap<String, Table>();
        for (var migration : migrations) {
            var create = CREATE.matcher(migration.sql());
            while (create.find()) {
                var table = table(create.group(1), migration.module().orElse("?"), create.group(2), create.group(3));
                tables.put(table.name(), table);
            }
            var alter = ALTER.matcher(migration.sql());
            while (alter.find()) {
                var altered = tables.get(alter.group(1));
                if (altered != null) {
                    ADD_COLUMN
                            .matcher(alter.group(2))
                            .results()
                            .forEach(added -> altered.columns().add(column(added.group(1))));
                }
            }
        }
        return tables;
    }

    private static Table table(String name, String owner, String body, String options) {
        var columns = new ArrayList<Column>();
        var keys = new ArrayList<List<String>>();
        for (var part : partsOf(body)) {
            var key = KEY.matcher(part);
            if (key.find()) {
                keys.add(List.of(key.group(2).replace("`", "").split("\\s*,\\s*", -1)));
            } else if (!part.toUpperCase(Locale.ROOT).matches("(?s)(CONSTRAINT|CHECK|FOREIGN|FULLTEXT|SPATIAL)\\b.*")) {
                columns.add(column(part));
            }
        }
        return new Table(name.toLowerCase(Locale.ROOT), owner, columns, keys, options);
    }

    private static Column column(String text) {
        var words = text.strip().split("\\s+", 2);
        return new Column(words[0].replace("`", "").toLowerCase(Locale.ROOT), words.length < 2 ? "" : words[1]);
    }

    /** Splits at the commas that stand in no bracket and in no text. */
    private static List<String> partsOf(String body) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var depth = 0;
        var inText = false;
        for (var c : body.toCharArray()) {
            if (c == '\'') {
                inText = !inText;
            } else if (!inText && c == '(') {
                depth++;
            } else if (!inText && c == ')') {
                depth--;
            }
            if (c == ',' && depth == 0 && !inText) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)^\\s*--.*$", "").replaceAll("(?s)/\\*.*?\\*/", "");
    }
}
