-- CreateIndex
CREATE INDEX "Job_kind_dueAt_idx" ON "Job"("kind", "dueAt");
