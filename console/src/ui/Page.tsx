import type { ReactNode } from 'react'
import { createContext, use } from 'react'
import { cx } from './cx.ts'
import { NavButton } from './NavButton.tsx'

export interface PageProps {
  title: string
  lead?: string
  /** What leads back, above the title. */
  back?: ReactNode
  actions?: ReactNode
  /** For tables. */
  wide?: boolean
  children: ReactNode
}

/** What leads back from the pages inside, where they say nothing else. */
export const PageBack = createContext<ReactNode>(null)

/** A page of its own, beside the inbox. */
export const Page = ({ title, lead, back = use(PageBack), actions, wide = false, children }: PageProps) => (
  <div className="min-w-0 flex-1 md:py-2 md:pr-2">
    <div className="h-full overflow-y-auto bg-surface md:rounded-xl md:border md:border-line md:shadow-raised">
      <div className={cx('mx-auto flex flex-col gap-6 px-4 pt-4 pb-16 md:px-8 md:pt-8', wide ? 'max-w-5xl' : 'max-w-3xl')}>
        <header className="flex flex-col gap-1">
          {back}
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <NavButton />
            <h1 className="min-w-0 flex-[1_1_8rem] text-xl font-semibold tracking-tight">{title}</h1>
            {actions}
          </div>
          {lead && <p className="text-sm text-muted">{lead}</p>}
        </header>
        {children}
      </div>
    </div>
  </div>
)

/** A part of a page under its own heading. */
export const PageSection = ({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) => (
  <section className="flex flex-col gap-3">
    <div>
      <h2 className="text-base font-semibold">{title}</h2>
      {lead && <p className="text-sm text-muted">{lead}</p>}
    </div>
    {children}
  </section>
)
