package dev.winnow.audit;

/** A way of getting at what the features of a package hide. Each is a step of an audit. */
sealed interface Attack
    permits ViewAttack, LinkageAttack, ReconstructionAttack, ModelInversionAttack {
  /** For people, and to tell it from others. */
  String word();

  /** Whether it trains with PyTorch, which only one may do at a time. */
  boolean trains();

  /** What it finds in what a package lets out, beside what it finds in its controls. */
  ControlledResult on(ReleasedFeatures released, AuditContext context);
}
