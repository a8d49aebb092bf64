/**
 * What a network costs on a machine, and what it would cost on another: a network is timed where it
 * shall run, with the memory and the energy that it takes ({@link
 * dev.winnow.build.device.NetworkTiming}, {@link dev.winnow.build.device.ResidentMemory}, {@link
 * dev.winnow.build.device.EnergyMeter}); from how long each of its operators takes, beside layers
 * of known sizes, follows a {@link dev.winnow.build.device.DeviceProfile}, by which networks are
 * priced elsewhere. Layers are priced one by one and added up, by a linear model for each kind of
 * operator, as Neurosurgeon does (Kang et al. 2017, section 4.1). Nothing in here is of one
 * architecture of processors.
 */
@NullMarked
package dev.winnow.build.device;

import org.jspecify.annotations.NullMarked;
