package dev.winnow.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In which points one policy asks for less than another. */
record Weakness(Policy policy, Policy standard) {

  List<String> points() {
    List<String> points = new ArrayList<>();
    if (policy.effort().compareTo(standard.effort()) < 0) {
      points.add(
          "it is content with %s effort, not %s"
              .formatted(policy.effort().word(), standard.effort().word()));
    }
    if (policy.judge() == JudgedStatistic.VALUE && standard.judge() == JudgedStatistic.INTERVAL) {
      points.add("it judges what was measured, not the end of the interval that leaks more");
    }
    if (policy.validDays() > standard.validDays()) {
      points.add(
          "its certificates hold for %d days, not %d"
              .formatted(policy.validDays(), standard.validDays()));
    }
    standard.requirements().forEach(asked -> missed(asked).ifPresent(points::add));
    return List.copyOf(points);
  }

  /** What the policy falls short of a requirement, if it does. */
  private Optional<String> missed(Requirement asked) {
    List<Requirement> alike =
        policy.requirements().stream().filter(own -> isAlike(own, asked)).toList();
    if (alike.isEmpty()) {
      return Optional.of("it lacks " + asked);
    }
    return alike.stream().anyMatch(own -> isAsStrict(own, asked))
        ? Optional.empty()
        : Optional.of("it has %s, not %s".formatted(alike.get(0), asked));
  }

  private static boolean isAlike(Requirement own, Requirement asked) {
    return own.metric().equals(asked.metric())
        && own.comparison() == asked.comparison()
        && own.timesChance() == asked.timesChance();
  }

  private static boolean isAsStrict(Requirement own, Requirement asked) {
    return asked.comparison().excess(own.limit(), asked.limit()) <= 0;
  }
}
