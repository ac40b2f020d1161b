package io.chasqui.delivery.address;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** The countries' plans; read when the first number needs them, for not every process meets one. */
final class NumberingPlans {

  static final PhoneNumberUtil ALL = PhoneNumberUtil.getInstance();

  private NumberingPlans() {}
}
