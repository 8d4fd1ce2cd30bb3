package dev.coffer.spring.plain;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The main class of the application. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainApplication {}
