package io.kabao.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Connections of which one, once, commits, and says that the server was gone by then. */
public final class LostCommit extends HikariDataSource {

    /** SQLSTATE of a connection that was lost. */
    private static final String LOST = "08S01";

    private final Meanwhile meanwhile;
    private final AtomicBoolean happened = new AtomicBoolean();

    LostCommit(HikariConfig usual, Meanwhile meanwhile) {
        super(usual);
        this.meanwhile = meanwhile;
    }

    /** What happens right after the commit, before whoever asked for it is told anything. */
    public interface Meanwhile {
        void happens() throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                LostCommit.class.getClassLoader(), new Class<?>[] {Connection.class}, new Deaf(super.getConnection()));
    }

    @Override
    public void evictConnection(Connection connection) {
        super.evictConnection(Proxy.getInvocationHandler(connection) instanceof Deaf deaf ? deaf.real : connection);
    }

    private final class Deaf implements InvocationHandler {

        private final Connection real;

        Deaf(Connection real) {
            this.real = real;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                var result = method.invoke(real, arguments);
                if (method.getName().equals("commit") && happened.compareAndSet(false, true)) {
                    meanwhile.happens();
                    throw new SQLException("The server is gone, as it was to be", LOST);
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
