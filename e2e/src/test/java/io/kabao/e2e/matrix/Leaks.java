package io.kabao.e2e.matrix;

import java.util.regex.Pattern;

/** What no answer may show. */
final class Leaks {

    /** Class names, stack traces, statements, names of the software underneath. */
    static final Pattern OF_OUR_INSIDES = Pattern.compile(
            "(?i)exception|\\bat [a-z_]+(\\.[a-z_]+)+|io\\.kabao\\.|\\bjava\\.|jakarta\\.|springframework|jackson|"
                    + "\\bselect\\b.{1,200}\\bfrom\\b|\\binsert into\\b|\\bupdate\\b.{1,80}\\bset\\b|sqlstate|"
                    + "mariadb|mysql|mybatis|hikari|tomcat|lettuce|redis");

    private static final Pattern SERVERS_OWN = Pattern.compile(
            "<!doctype html><html lang=\"en\"><head><title>HTTP Status 400 – Bad Request</title>.*<h1>HTTP Status 400"
                    + " – Bad Request</h1></body></html>");

    private Leaks() {}

    /** Addresses that can't be read are refused before any of our code runs, with a page that says no more than that. */
    static boolean isRefusalOfTheServerItself(String body) {
        return SERVERS_OWN.matcher(body).matches();
    }
}
