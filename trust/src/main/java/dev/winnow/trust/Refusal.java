package dev.winnow.trust;

import dev.winnow.core.Digest;
import java.time.Instant;
import java.util.List;

/** Why an extractor is not trusted, each with the sentence for whoever wanted to run it. */
public sealed interface Refusal {
  /** What is wrong and what to do. */
  String sentence();

  /** The package has no certificate. */
  record Missing(String service) implements Refusal {
    @Override
    public String sentence() {
      return "the extractor %s has no certificate; have it audited and certified"
          .formatted(service);
    }
  }

  /** The certificate is not, byte for byte, what winnow writes. */
  record Malformed(String why) implements Refusal {
    @Override
    public String sentence() {
      return "the certificate was changed or damaged (%s); fetch the package again".formatted(why);
    }
  }

  /** Nobody who is trusted has signed. */
  record UnknownKey(Digest key, int trusted) implements Refusal {
    @Override
    public String sentence() {
      return trusted == 0
          ? "the certificate is signed with the key %s and no key is trusted; name the auditor's public key with --trust"
              .formatted(key)
          : "the certificate is signed with the key %s, which is not among those trusted (%d); if you know its owner, name its public key with --trust"
              .formatted(key, trusted);
    }
  }

  /** The signature is not that of the key it names. */
  record BadSignature(Digest key) implements Refusal {
    @Override
    public String sentence() {
      return "the certificate's signature is not one of the key %s; somebody changed what was signed, so fetch the package from its auditor"
          .formatted(key);
    }
  }

  /** The certificate speaks of another file than the one in the package. */
  record OtherExtractor(String entry, Digest certified, Digest found) implements Refusal {
    @Override
    public String sentence() {
      return "the certificate is for another extractor: it speaks of %s %s and the package holds %s; have this one audited"
          .formatted(entry, certified, found);
    }
  }

  /** The certificate speaks of other files than those in the package. */
  record OtherFiles(List<String> certified, List<String> found) implements Refusal {
    public OtherFiles {
      certified = List.copyOf(certified);
      found = List.copyOf(found);
    }

    @Override
    public String sentence() {
      return "the certificate is for another extractor: it speaks of the files %s and the package holds %s; have this one audited"
          .formatted(certified, found);
    }
  }

  /** It is not yet in force. */
  record NotYetValid(Instant issued, Instant now) implements Refusal {
    @Override
    public String sentence() {
      return "the certificate is valid from %s and it is %s; check this machine's clock"
          .formatted(issued, now);
    }
  }

  /** It is not in force any more. */
  record Expired(Instant expires, Instant now) implements Refusal {
    @Override
    public String sentence() {
      return "the certificate expired at %s and it is %s; have the extractor audited again"
          .formatted(expires, now);
    }
  }

  /** It is on a list of revocations. */
  record Revoked(String what, Digest digest) implements Refusal {
    @Override
    public String sentence() {
      return "the %s %s was revoked; ask its auditor why, and for another certificate"
          .formatted(what, digest);
    }
  }

  /** Nobody who is trusted has signed the list of revocations. */
  record UnknownRevoker(String list, Digest key, int trusted) implements Refusal {
    @Override
    public String sentence() {
      return "the list of revocations %s is signed with the key %s, which is not among those trusted (%d); fetch the list of an auditor whom you trust, or name its signer's public key with --trust"
          .formatted(list, key, trusted);
    }
  }

  /** The list's signature is not that of the key it names. */
  record ForgedRevocations(String list, Digest key) implements Refusal {
    @Override
    public String sentence() {
      return "the signature of the list of revocations %s is not one of the key %s; somebody changed what was signed, so fetch the list from its auditor"
          .formatted(list, key);
    }
  }

  /** The list is so old that something may have been revoked since. */
  record OutdatedRevocations(Instant issued, Instant now, long days) implements Refusal {
    @Override
    public String sentence() {
      return "the list of revocations is of %s, it is %s, and a list is good for %d days; fetch a newer one, or allow more with --revoked-days"
          .formatted(issued, now, days);
    }
  }

  /** The list is dated later than now. */
  record FutureRevocations(Instant issued, Instant now) implements Refusal {
    @Override
    public String sentence() {
      return "the list of revocations is dated %s and it is %s; check this machine's clock"
          .formatted(issued, now);
    }
  }

  /** What the certificate says does not follow from what else it says, or from the manifest. */
  record Inconsistent(String why) implements Refusal {
    @Override
    public String sentence() {
      return "the certificate contradicts itself or its package: %s; ask its auditor"
          .formatted(why);
    }
  }

  /** A policy of the same name and version says something else. */
  record ChangedPolicy(String policy, Digest certified, Digest own) implements Refusal {
    @Override
    public String sentence() {
      return "the policy %s was changed after signing: certified is %s and yours is %s; have the extractor audited by yours, or verify with the one it was audited by"
          .formatted(policy, certified, own);
    }
  }

  /** The policy has the name of a standard that winnow comes with, and is none. */
  record ReservedPolicy(String policy, Digest certified, String standard, Digest own)
      implements Refusal {
    @Override
    public String sentence() {
      return "the certificate's policy calls itself %s and its text (%s) is not that of the standard that this winnow comes with (%s, %s); ask its auditor for a certificate by that one, or by one of a name of its own"
          .formatted(policy, certified, standard, own);
    }
  }

  /** What was certified does not meet the user's policy, whatever the auditor's says. */
  record PolicyUnmet(String policy, List<String> complaints) implements Refusal {
    public PolicyUnmet {
      complaints = List.copyOf(complaints);
    }

    @Override
    public String sentence() {
      return "what was certified does not meet your policy %s: %s"
          .formatted(policy, String.join("; ", complaints));
    }
  }
}
