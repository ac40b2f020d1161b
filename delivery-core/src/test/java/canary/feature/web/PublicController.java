package canary.feature.web;

/** Breaks: web and store are package-private. */
public class PublicController {}
