import { cx } from './cx.ts'

export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx('block animate-breathe rounded bg-hover', className)} />
)
