/**
 * Reading another label of people who are strangers to the attacker: a {@link
 * dev.winnow.attack.attribute.SubjectDisjointSplit} makes {@link
 * dev.winnow.attack.adversary.AttackData} in which values of the label stand in for people.
 */
@NullMarked
package dev.winnow.attack.attribute;

import org.jspecify.annotations.NullMarked;
