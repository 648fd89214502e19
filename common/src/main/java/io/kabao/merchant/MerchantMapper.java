package io.kabao.merchant;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface MerchantMapper extends BaseMapper<Merchant> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM merchant)")
    boolean anyExists();

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id, name, zone, version, created_at, updated_at FROM merchant WHERE id = #{id}")
    Optional<Merchant> find(long id);
}
