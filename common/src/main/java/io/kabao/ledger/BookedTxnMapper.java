package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface BookedTxnMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM txn WHERE id > #{after} AND id <= #{upTo} ORDER BY id LIMIT #{rows}")
    List<Long> after(long after, long upTo, int rows);
}
