import { cx } from './cx.ts'

export const Kbd = ({ children, inverse }: { children: string; inverse?: boolean }) => (
  <kbd
    className={cx(
      'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded border px-1 font-sans text-2xs font-medium',
      inverse ? 'border-current/30 text-current' : 'border-line-strong bg-surface text-muted',
    )}
  >
    {children}
  </kbd>
)
