package dev.coffer.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** Finds the application's bean for Coffer: the named, only or primary bean of a type. */
final class HostBeans {

  private HostBeans() {}

  static <T> T one(
      ListableBeanFactory beans, Class<T> type, String property, @Nullable String named) {
    if (named != null) {
      if (beans.containsBean(named) && beans.isTypeMatch(named, type)) {
        return beans.getBean(named, type);
      }
      throw refused(beans, type, property, named);
    }
    T only = beans.getBeanProvider(type).getIfUnique();
    if (only == null) {
      throw refused(beans, type, property, null);
    }
    return only;
  }

  private static BeanChoiceException refused(
      ListableBeanFactory beans, Class<?> type, String property, @Nullable String named) {
    String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type);
    return new BeanChoiceException(type, property, named, List.of(names));
  }
}
