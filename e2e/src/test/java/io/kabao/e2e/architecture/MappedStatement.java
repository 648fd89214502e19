package io.kabao.e2e.architecture;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.annotation.TableName;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;

/**
 * A statement as it stands at a mapper's method.
 *
 * @param text as written
 * @param skipsTenantLine whether the interceptor leaves it alone
 */
record MappedStatement(Class<?> mapper, String method, String text, boolean skipsTenantLine) {

    private static final Pattern CONDITIONAL = Pattern.compile("(?s)<if\\s[^>]*>(.*?)</if>");

    /** {@code OperatorMapper.findByAccount}. */
    String name() {
        return mapper.getSimpleName() + "." + method;
    }

    String module() {
        return Kabao.moduleOf(mapper.getPackageName());
    }

    /**
     * As the database gets it, each value a question mark: once, or, where parts hang on a condition, once with all of
     * them and once with none.
     */
    List<String> rendered() {
        if (!text.strip().startsWith("<script>")) {
            return List.of(text.replaceAll("#\\{[^}]*}", "?"));
        }
        var all = CONDITIONAL.matcher(text).replaceAll("$1");
        var none = CONDITIONAL.matcher(text).replaceAll("");
        return Stream.of(all, none).distinct().map(MappedStatement::run).toList();
    }

    private static String run(String script) {
        var configuration = new Configuration();
        return new XMLLanguageDriver()
                .createSqlSource(configuration, script, Map.class)
                .getBoundSql(new OneOfEverything())
                .getSql();
    }

    static Stream<JavaClass> mappers() {
        return Kabao.CLASSES.stream().filter(Kabao.MAPPERS);
    }

    static List<MappedStatement> all() {
        return mappers().flatMap(type -> ofMapper(type.reflect()).stream()).toList();
    }

    private static List<MappedStatement> ofMapper(Class<?> mapper) {
        var statements = new ArrayList<MappedStatement>();
        for (var method : mapper.getDeclaredMethods()) {
            var ignored = method.getAnnotation(InterceptorIgnore.class);
            var skips = ignored != null && Boolean.parseBoolean(ignored.tenantLine());
            textsOf(method).forEach(text -> statements.add(new MappedStatement(mapper, method.getName(), text, skips)));
        }
        return statements;
    }

    /** The texts at a method: one, unless it is written by somebody else or not at all. */
    static List<String> textsOf(Method method) {
        var texts = new ArrayList<String>();
        for (var select : method.getAnnotationsByType(Select.class)) {
            texts.add(String.join(" ", select.value()));
        }
        for (var insert : method.getAnnotationsByType(Insert.class)) {
            texts.add(String.join(" ", insert.value()));
        }
        for (var update : method.getAnnotationsByType(Update.class)) {
            texts.add(String.join(" ", update.value()));
        }
        for (var delete : method.getAnnotationsByType(Delete.class)) {
            texts.add(String.join(" ", delete.value()));
        }
        return texts;
    }

    /** The table that a mapper's ready-made statements work on, in lower case. */
    static Stream<Map.Entry<Class<?>, String>> readyMadeTables() {
        return mappers()
                .flatMap(type -> Stream.of(type.reflect().getGenericInterfaces())
                        .filter(ParameterizedType.class::isInstance)
                        .map(ParameterizedType.class::cast)
                        .map(parent -> (Class<?>) parent.getActualTypeArguments()[0])
                        .map(row -> Map.<Class<?>, String>entry(
                                type.reflect(),
                                row.getAnnotation(TableName.class).value())));
    }

    /** Whatever a script asks for is there and holds one; what it asks of that likewise. */
    private static final class OneOfEverything extends HashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean containsKey(Object key) {
            return true;
        }

        @Override
        public Object get(Object key) {
            return new OneOfEverything();
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return Set.of(Map.entry("one", new Object()));
        }
    }
}
