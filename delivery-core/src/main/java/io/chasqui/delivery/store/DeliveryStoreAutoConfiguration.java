package io.chasqui.delivery.store;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The beans of this package, for every application that has it on its class path. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@Import({
  ActionStore.class,
  AddresseeStore.class,
  AttemptStore.class,
  ChartStore.class,
  DeliveryQueryStore.class,
  DeliveryStatusStore.class,
  EndedDeliveryStore.class,
  EndpointDeliveryStore.class,
  MessageContentStore.class,
  MonthStore.class,
  NewDeliveryStore.class,
  PersonalDataStore.class,
  ReceiptStore.class,
  ReportNeedStore.class,
  SelectionStore.class,
  WorkerStore.class
})
class DeliveryStoreAutoConfiguration {}
