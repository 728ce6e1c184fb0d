package dev.holdfast.http.support;

import java.util.Locale;
import java.util.Optional;

/** What a caller sends and what it is ready to get. */
final class MediaTypes {
    private MediaTypes() {}

    /** @throws Refusal unless the body is announced as plain JSON in UTF-8, or as lines of it where these are taken */
    static void requireJson(Incoming request, boolean lines) {
        String type = request.header("Content-Type").orElse("");
        boolean encoded = request.header("Content-Encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
        if (encoded || !(isJson(type, Reply.JSON) || (lines && isJson(type, JsonLines.MEDIA_TYPE)))) {
            throw Refusal.of(
                    Problem.UNSUPPORTED_MEDIA_TYPE,
                    Fault.inHeader(
                            encoded ? "Content-Encoding" : "Content-Type",
                            "unsupported",
                            "the body must be " + (lines ? JsonLines.MEDIA_TYPE : Reply.JSON)
                                    + " in UTF-8, not compressed"));
        }
    }

    private static boolean isJson(String type, String expected) {
        if (type.equals(expected)) {
            return true;
        }
        int semicolon = type.indexOf(';');
        String essence =
                (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (!essence.equals(expected)) {
            return false;
        }
        String parameters = semicolon < 0 ? "" : type.substring(semicolon + 1).toLowerCase(Locale.ROOT);
        return !parameters.contains("charset") || parameters.contains("utf-8") || parameters.contains("utf8");
    }

    /** @throws Refusal when the caller accepts nothing of what the endpoint answers */
    static void requireAcceptable(Optional<String> accept, Endpoint<?> endpoint) {
        if (accept.isEmpty() || accept.get().isBlank() || accept.get().contains("*/*")) {
            return;
        }
        String accepted = accept.get().toLowerCase(Locale.ROOT);
        boolean any = endpoint.replies().stream()
                .flatMap(reply -> reply.mediaType().stream())
                .map(MediaTypes::essence)
                .allMatch(type ->
                        accepted.contains(type) || accepted.contains(type.substring(0, type.indexOf('/')) + "/*"));
        if (!any) {
            throw Refusal.of(
                    Problem.NOT_ACCEPTABLE,
                    Fault.inHeader("Accept", "not_acceptable", "this is answered in another media type"));
        }
    }

    private static String essence(String type) {
        int semicolon = type.indexOf(';');
        return semicolon < 0 ? type : type.substring(0, semicolon);
    }
}
