package dev.coffer.spring.app;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The main class of the application. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(MatchService.class)
public class GameApplication {}
