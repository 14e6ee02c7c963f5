/** Two lines, plugged crosswise. */
export const Logo = ({ className }: { className?: string }) => (
  <svg aria-hidden viewBox="0 0 32 32" className={className}>
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <path d="M9 10v4a4 4 0 0 0 4 4h6a4 4 0 0 1 4 4" fill="none" stroke="#fff" strokeWidth="2.5" strokeLinecap="round" />
    <circle cx="9" cy="8.5" r="2.5" fill="#fff" />
    <circle cx="23" cy="8.5" r="2.5" fill="#fff" fillOpacity=".45" />
    <circle cx="9" cy="23.5" r="2.5" fill="#fff" fillOpacity=".45" />
    <circle cx="23" cy="23.5" r="2.5" fill="#fff" />
  </svg>
)
