package io.kabao.kernel.database;

import com.baomidou.mybatisplus.core.MybatisConfiguration;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.ibatis.mapping.ResultFlag;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.ResultMapping;
import org.apache.ibatis.session.Configuration;

/**
 * Tells once, when a mapper is read, which column each component of a row's record comes from. Left to itself the library
 * looks at the record's constructor and its annotations anew for each row.
 */
class RowsByConstructor extends MybatisConfiguration {

    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    @Override
    public void addResultMap(ResultMap rows) {
        var untold = rows.getType().isRecord() && rows.getResultMappings().isEmpty();
        super.addResultMap(untold ? byConstructor(this, rows) : rows);
    }

    private static ResultMap byConstructor(Configuration settings, ResultMap rows) {
        var components = Arrays.stream(rows.getType().getRecordComponents())
                .map(component -> mapping(settings, component))
                .toList();
        return new ResultMap.Builder(settings, rows.getId(), rows.getType(), components, false).build();
    }

    private static ResultMapping mapping(Configuration settings, RecordComponent component) {
        // Without the component's name: arguments stand in their order, and none needs to be found.
        return new ResultMapping.Builder(settings, null, columnOf(component), component.getType())
                .flags(List.of(ResultFlag.CONSTRUCTOR))
                .build();
    }

    private static String columnOf(RecordComponent component) {
        return WORD.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
