import { Tab as AriaTab, TabList as AriaTabList } from 'react-aria-components/Tabs'
import { cx } from './cx.ts'

export { TabPanel, Tabs } from 'react-aria-components/Tabs'

export interface TabListProps<T extends string> {
  label: string
  tabs: readonly { id: T; label: string }[]
  className?: string
}

export const TabList = <T extends string>({ label, tabs, className }: TabListProps<T>) => (
  <AriaTabList aria-label={label} className={cx('flex gap-5 border-b border-line', className)}>
    {tabs.map(({ id, label: text }) => (
      <AriaTab
        key={id}
        id={id}
        className="-mb-px border-b-2 border-transparent py-2 text-sm text-muted data-hovered:text-ink data-selected:border-accent data-selected:font-medium data-selected:text-ink"
      >
        {text}
      </AriaTab>
    ))}
  </AriaTabList>
)
