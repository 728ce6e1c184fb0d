package dev.holdfast.bench.peer.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What anybody would write in an hour: Spring MVC on virtual threads, JdbcClient, one table; who asks is not asked. */
@SpringBootApplication(proxyBeanMethods = false)
public class Peer {
    public static void main(String[] arguments) {
        SpringApplication.run(Peer.class, arguments);
    }
}
