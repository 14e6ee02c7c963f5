import { Fragment } from 'react'
import { cx } from '../../ui/cx.ts'
import type { Mark, Span } from './spans.ts'
import { spansOf } from './spans.ts'

function SpanView({ span }: { span: Span }) {
  const { text, bold, italic, code, mention, href } = span
  const look = cx(bold && 'font-semibold', italic && 'italic', mention && 'font-medium text-accent-ink')
  const inner = code ? (
    <code className={cx('rounded bg-hover px-1 font-mono text-[0.9em]', look)}>{text}</code>
  ) : look ? (
    <span className={look}>{text}</span>
  ) : (
    text
  )
  if (href === null) return <Fragment>{inner}</Fragment>
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent-ink underline decoration-accent-line underline-offset-2 hover:decoration-current"
    >
      {inner}
    </a>
  )
}

/** A text with its marks, as nodes: whatever markup somebody typed is shown as they typed it. */
export const MarkedText = ({ text, marks }: { text: string; marks?: readonly Mark[] | undefined }) => (
  <span dir="auto" className="wrap-anywhere whitespace-pre-wrap">
    {spansOf(text, marks).map((span, index) => (
      <SpanView key={index} span={span} />
    ))}
  </span>
)
