import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'

export interface TabsProps {
  /** What they divide, for those who listen. */
  label: string
  tabs: readonly { id: string; title: string; content: ReactNode }[]
}

/** Parts of a page, one at a time. */
export const Tabs = ({ label, tabs }: TabsProps) => (
  <AriaTabs className="flex flex-col gap-5">
    <TabList aria-label={label} className="flex gap-5 overflow-x-auto border-b border-line">
      {tabs.map(({ id, title }) => (
        <Tab
          key={id}
          id={id}
          className="-mb-px border-b-2 border-transparent py-2 text-sm font-medium whitespace-nowrap text-muted data-hovered:text-ink data-selected:border-accent-ink data-selected:text-ink"
        >
          {title}
        </Tab>
      ))}
    </TabList>
    {tabs.map(({ id, content }) => (
      <TabPanel key={id} id={id} className="flex flex-col gap-6 outline-none">
        {content}
      </TabPanel>
    ))}
  </AriaTabs>
)
