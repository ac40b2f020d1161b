package io.chasqui.messaging.telegram;

/** What all workers know together of their bot: it is kept in the database. */
record BotMemory(ChatMoves moves, UploadedFiles files, TextProgress progress, BotPause pause) {}
