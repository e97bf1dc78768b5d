"""Bots that watch over the machine they run on."""
