import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { outDir: '../../dist/lab', emptyOutDir: true },
  server: { proxy: { '/lab': 'http://127.0.0.1:9900' } },
})
