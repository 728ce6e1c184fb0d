package dev.holdfast.http.operations;

import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page for each kind of problem, at the address that its documents have as {@code type}. */
final class ProblemPages {
    private static final String STYLE = SelfContainedPage.resource("problem.css");
    private static final String PAGE = SelfContainedPage.resource("problem.html");

    private final Map<String, SelfContainedPage> pages = Arrays.stream(Problem.values())
            .collect(Collectors.groupingBy(
                    Problem::code, Collectors.collectingAndThen(Collectors.toList(), ProblemPages::page)));

    Answer answer(String code) {
        SelfContainedPage page = pages.get(code);
        if (page == null) {
            throw Refusal.of(Problem.NOT_FOUND, "no problem has that code");
        }
        return page.answer();
    }

    /** Of those that share a code, and so mean the same. */
    private static SelfContainedPage page(List<Problem> problems) {
        Problem problem = problems.getFirst();
        ProblemAdvice advice = ProblemAdvice.on(problem);
        String statuses = problems.stream()
                .map(each -> Integer.toString(each.status()))
                .distinct()
                .collect(Collectors.joining(" or "));
        String html = PAGE.replace("{{code}}", problem.code())
                .replace("{{title}}", problem.title())
                .replace("{{statuses}}", statuses)
                .replace("{{meaning}}", text(advice.meaning()))
                .replace("{{remedy}}", text(advice.remedy()))
                .replace(
                        "{{retryable}}",
                        problem.retryable()
                                ? "Yes: the same request may be sent again without harm, and may then succeed."
                                : "No: the same request would be answered the same.");
        return new SelfContainedPage(html, STYLE, "");
    }

    /** As HTML, with what stands between backticks as code. */
    private static String text(String plain) {
        String escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return escaped.replaceAll("`([^`]*)`", "<code>$1</code>");
    }
}
