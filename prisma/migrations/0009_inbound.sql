-- By hand: the table keeps its rows and has another name.
ALTER TABLE "Receipt" RENAME TO "Inbound";
